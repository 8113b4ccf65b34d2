package org.mineralwatch.localstack.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Where text goes, and how it may look there: colour and lines that change only where a person looks at a terminal.
 * Everything fits into 100 columns.
 */
final class Terminal {

    static final int COLUMNS = 100;

    private static final Terminal STANDARD = new Terminal(
            System.out, Boolean.getBoolean("mineral-watch.colour"), Boolean.getBoolean("mineral-watch.terminal"));

    private final PrintStream out;
    private final boolean colour;
    private final boolean live;
    private boolean lineIsOpen;

    Terminal(PrintStream out, boolean colour, boolean live) {
        this.out = out;
        this.colour = colour;
        this.live = live;
    }

    /** Standard output, as the script found it. */
    static Terminal standard() {
        return STANDARD;
    }

    boolean hasColour() {
        return colour;
    }

    /** A line that stays. */
    synchronized void line(String text) {
        closeLine();
        out.println(text);
        out.flush();
    }

    /** A line that the next one takes the place of; nothing where nobody looks. */
    synchronized void passing(String text) {
        if (live) {
            out.print("\r\033[K" + text);
            out.flush();
            lineIsOpen = true;
        }
    }

    private void closeLine() {
        if (lineIsOpen) {
            out.print("\r\033[K");
            lineIsOpen = false;
        }
    }

    String bold(String text) {
        return coded("1", text);
    }

    String dim(String text) {
        return coded("2", text);
    }

    String good(String text) {
        return coded("32", text);
    }

    String bad(String text) {
        return coded("31", text);
    }

    /** A band in its own colour. */
    String band(String band, String text) {
        return switch (band) {
            case "CRITICAL" -> coded("1;31", text);
            case "SEVERE" -> coded("31", text);
            case "ELEVATED" -> coded("33", text);
            case "LOW" -> coded("32", text);
            default -> text;
        };
    }

    /** The text in so many columns, cut or filled up. */
    static String left(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text + " ".repeat(width - text.length());
    }

    /** A number with one decimal, right-aligned in so many columns. */
    static String number(double value, int width) {
        return String.format(Locale.ROOT, "%" + width + ".1f", value);
    }

    /** A change with its sign and one decimal, right-aligned in so many columns. */
    static String change(double value, int width) {
        return String.format(Locale.ROOT, "%+" + width + ".1f", value);
    }

    private String coded(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
