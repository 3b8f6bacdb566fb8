package io.proconsul.local.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * With what a client proves who it is.
 *
 * @param context shows the certificate, and believes those who have theirs from the same authority
 */
public record ClientIdentity(SSLContext context, X509Certificate certificate) {

    /** Reads key and chain from a PKCS#12 file; the chain ends with the authority. */
    public static ClientIdentity load(Path keyStore, char[] password) {
        try {
            var store = KeyStore.getInstance(keyStore.toFile(), password);
            var chain = store.getCertificateChain(store.aliases().nextElement());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var context = SSLContext.getInstance("TLS");
            context.init(
                    keys.getKeyManagers(),
                    Tls.trusting(List.of(chain[chain.length - 1])).getTrustManagers(),
                    null);
            return new ClientIdentity(context, (X509Certificate) chain[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot use " + keyStore + " as a client: " + e.getMessage(), e);
        }
    }
}
