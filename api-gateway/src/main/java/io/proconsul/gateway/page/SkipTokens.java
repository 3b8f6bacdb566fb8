package io.proconsul.gateway.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.gateway.caller.SharedSecrets;
import io.proconsul.gateway.config.GatewayConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Positions in lists, in a form that clients can hand back and neither make up, nor change, nor use for another list: the
 * position and a mark (HMAC-SHA256) of it and of its list.
 */
@Startup
@ApplicationScoped
public class SkipTokens {

    private static final Logger LOG = Logger.getLogger(SkipTokens.class);
    private static final String SETTING = "proconsul.gateway.lists.token-keys";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern FORM = Pattern.compile("((?:[0-9a-f]{2}){1,300})\\.([0-9a-f]{64})");

    private final List<SecretKeySpec> keys;

    public SkipTokens(GatewayConfig config) {
        this.keys = config.lists()
                .tokenKeys()
                .filter(secrets -> !secrets.isEmpty())
                .map(secrets -> secrets.stream().map(SkipTokens::configured).toList())
                .orElseGet(SkipTokens::drawn);
    }

    /** @param list which list it is, and whose */
    public String of(String list, String position) {
        return HEX.formatHex(position.getBytes(UTF_8)) + "." + HEX.formatHex(mark(keys.get(0), list, position));
    }

    /** The position; empty for a token that was not given out for this list. */
    public Optional<String> position(String list, String token) {
        var form = FORM.matcher(token);
        if (!form.matches()) {
            return Optional.empty();
        }
        var position = new String(HEX.parseHex(form.group(1)), UTF_8);
        var mark = HEX.parseHex(form.group(2));
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(mark(key, list, position), mark))
                ? Optional.of(position)
                : Optional.empty();
    }

    private static SecretKeySpec configured(String secret) {
        SharedSecrets.check(SETTING, secret);
        return new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    private static List<SecretKeySpec> drawn() {
        LOG.infof("%s is not set: lists are continued by the instance that began them", SETTING);
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return List.of(new SecretKeySpec(key, ALGORITHM));
    }

    private static byte[] mark(SecretKeySpec key, String list, String position) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((list.length() + "|" + list + "|").getBytes(UTF_8)); // where the list ends is part of it
            return mac.doFinal(position.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
