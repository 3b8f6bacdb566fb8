package io.proconsul.worker;

import java.util.regex.Pattern;

/** Takes secrets out of text that libraries wrote, before it is logged or sent. */
public final class Redaction {

    private static final int MAX_READ = 4_000;
    private static final int MAX_LENGTH = 600;
    private static final String MASK = "***";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [^-]*-----.*?(-----END [^-]*-----|\\z)", Pattern.DOTALL);
    private static final Pattern CREDENTIAL = Pattern.compile("(?i)(bearer|basic|sharedkey)\\s+[\\w.+/=:~-]{8,}");
    private static final Pattern VAULT = Pattern.compile("\\b(hv[sbr]\\.[\\w-]{8,}|s\\.\\w{24}|vault:v\\d+:[\\w+/=]+)");
    private static final Pattern JWT = Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final Pattern NAMED =
            Pattern.compile("(?i)((secret|password|passwd|token|api_?-?key|accountkey|private_?key|credential|gossip)"
                    + "[\\w-]{0,40}\"?\\s*[=:]\\s*)(\"[^\"]*\"|[^\\s,;&}]+)");
    private static final Pattern SIGNATURE = Pattern.compile("(?i)([?&]sig=)[^&\\s\"]+");

    private Redaction() {}

    /** The text with everything masked that has the look of a secret, and cut to a length that fits a log line. */
    public static String of(String text) {
        var masked = PEM.matcher(text.length() <= MAX_READ ? text : text.substring(0, MAX_READ))
                .replaceAll(MASK);
        masked = CREDENTIAL.matcher(masked).replaceAll("$1 " + MASK);
        masked = JWT.matcher(masked).replaceAll(MASK);
        masked = VAULT.matcher(masked).replaceAll(MASK);
        masked = SIGNATURE.matcher(masked).replaceAll("$1" + MASK);
        masked = NAMED.matcher(masked).replaceAll("$1" + MASK);
        return masked.length() <= MAX_LENGTH ? masked : masked.substring(0, MAX_LENGTH) + "...";
    }
}
