package io.proconsul.local.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The byte sequences that give a secret away: as it is, in hex, and in base64 at each of its three alignments. */
final class Needles {
    /** Shorter ones are found by chance. */
    private static final int SHORTEST = 8;

    private static final class Needle {
        private final byte[] bytes;
        private final String secret;

        Needle(byte[] bytes, String secret) {
            this.bytes = bytes;
            this.secret = secret;
        }

        boolean isAt(byte[] data, int at) {
            return at + bytes.length <= data.length
                    && Arrays.equals(data, at, at + bytes.length, bytes, 0, bytes.length);
        }
    }

    private final Map<Integer, List<Needle>> byBeginning = new TreeMap<>();
    /** Whether any needle begins with these two bytes; most positions are settled by this. */
    private final boolean[] beginnings = new boolean[1 << 16];

    Needles(List<Secret> secrets) {
        for (var secret : secrets) {
            for (var form : forms(secret.value())) {
                if (form.length >= SHORTEST) {
                    int beginning = beginning(form, 0);
                    beginnings[beginning] = true;
                    byBeginning
                            .computeIfAbsent(beginning, none -> new ArrayList<>())
                            .add(new Needle(form, secret.name()));
                }
            }
        }
    }

    /** The names of the secrets that are in the data in any form. */
    Set<String> in(byte[] data) {
        var found = new TreeSet<String>();
        for (int at = 0; at + 1 < data.length; at++) {
            int beginning = beginning(data, at);
            if (beginnings[beginning]) {
                for (var needle : byBeginning.getOrDefault(beginning, List.of())) {
                    if (needle.isAt(data, at)) {
                        found.add(needle.secret);
                    }
                }
            }
        }
        return found;
    }

    private static int beginning(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private static List<byte[]> forms(byte[] value) {
        var forms = new ArrayList<byte[]>();
        forms.add(value);
        var hex = HexFormat.of().formatHex(value);
        forms.add(ascii(hex));
        forms.add(ascii(hex.toUpperCase(Locale.ROOT)));
        for (int shift = 0; shift < 3; shift++) {
            forms.add(base64(Base64.getEncoder(), value, shift));
            forms.add(base64(Base64.getUrlEncoder(), value, shift));
        }
        return forms;
    }

    /** The part of the encoding that does not depend on what stands before and after the value. */
    private static byte[] base64(Base64.Encoder encoder, byte[] value, int shift) {
        var shifted = new byte[shift + value.length];
        System.arraycopy(value, 0, shifted, shift, value.length);
        var text = encoder.withoutPadding().encodeToString(shifted);
        int from = shift == 0 ? 0 : shift + 1;
        int whole = shifted.length / 3 * 4;
        return ascii(text.substring(Math.min(from, whole), whole));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
