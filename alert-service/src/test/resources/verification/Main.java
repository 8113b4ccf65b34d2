import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Asks the code of the guide about each line: secret, key, now, id, timestamp, signatures and body, in Base64. */
final class Main {
    public static void main(String[] arguments) throws Exception {
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] field = line.split(",", -1);
            System.out.println(Verification.isVerified(
                    text(field[0]), List.of(text(field[1])), text(field[3]), text(field[4]), text(field[5]),
                    Base64.getDecoder().decode(field[6]), Long.parseLong(text(field[2]))));
        }
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
