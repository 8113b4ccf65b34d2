package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The countries that exist: ISO 3166-1 alpha-2, and the European Union. */
public final class Countries {
    private final SequencedMap<String, String> nameByCode;
    private final List<Map.Entry<String, String>> codeByAnyName = new ArrayList<>();

    /**
     * All of them.
     *
     * @param nameByCode English name by code
     * @param codeByNickname codes of what people write instead, such as UK or USA
     */
    public Countries(SequencedMap<String, String> nameByCode, Map<String, String> codeByNickname) {
        this.nameByCode = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nameByCode));
        nameByCode.forEach((code, name) -> {
            codeByAnyName.add(Map.entry(code, code));
            codeByAnyName.add(Map.entry(name, code));
        });
        codeByAnyName.addAll(codeByNickname.entrySet());
    }

    public boolean has(String code) {
        return nameByCode.containsKey(code);
    }

    /** English name by code, in the order of the codes. */
    public SequencedMap<String, String> nameByCode() {
        return nameByCode;
    }

    /** Codes of the countries that may have been meant, nearest first. */
    public List<String> nearest(String asked) {
        return Nearest.among(codeByAnyName, asked);
    }
}
