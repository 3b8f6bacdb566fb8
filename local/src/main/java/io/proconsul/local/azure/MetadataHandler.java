package io.proconsul.local.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.local.http.Handler;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Publishes, to everybody, the certificate that this Resource Manager shows when it calls a provider. */
final class MetadataHandler implements Handler {
    static final String PATH = "/metadata/authentication";

    private final Optional<X509Certificate> shown;
    private final Handler others;

    /** @param others what handles every other path */
    MetadataHandler(Optional<X509Certificate> shown, Handler others) {
        this.shown = shown;
        this.others = others;
    }

    @Override
    public Response handle(Request request) {
        return request.method().equals("GET") && request.path().equals(PATH)
                ? Response.json(200, list().toString())
                : others.handle(request);
    }

    private ObjectNode list() {
        var body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("clientCertificates");
        shown.ifPresent(certificate -> list.addObject()
                .put("thumbprint", thumbprint(encoded(certificate)))
                .put("notBefore", certificate.getNotBefore().toInstant().toString())
                .put("notAfter", certificate.getNotAfter().toInstant().toString())
                .put("certificate", Base64.getEncoder().encodeToString(encoded(certificate))));
        return body;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate without an encoding", e);
        }
    }

    private static String thumbprint(byte[] certificate) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
