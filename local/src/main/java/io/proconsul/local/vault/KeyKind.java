package io.proconsul.local.vault;

import io.proconsul.local.tls.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** A kind of key that the PKI engine makes or accepts: {@code rsa}, {@code ec}, {@code ed25519} or {@code any}. */
record KeyKind(String type, int bits) {
    private static final Map<Integer, String> CURVES = Map.of(256, "secp256r1", 384, "secp384r1", 521, "secp521r1");

    /** Bits 0 stands for Vault's default of the type. */
    static KeyKind of(String type, int bits) {
        return switch (type) {
            case "rsa" -> {
                if (bits != 0 && bits != 2048 && bits != 3072 && bits != 4096) {
                    throw Refusal.badRequest("unsupported bit length for RSA key: " + bits);
                }
                yield new KeyKind(type, bits == 0 ? 2048 : bits);
            }
            case "ec" -> {
                if (bits != 0 && !CURVES.containsKey(bits)) {
                    throw Refusal.badRequest("unsupported bit length for EC key: " + bits);
                }
                yield new KeyKind(type, bits == 0 ? 256 : bits);
            }
            case "ed25519", "any" -> new KeyKind(type, 0);
            default -> throw Refusal.badRequest("unknown key type " + type);
        };
    }

    KeyPair generate() {
        try {
            switch (type) {
                case "ec" -> {
                    var generator = KeyPairGenerator.getInstance("EC");
                    generator.initialize(new ECGenParameterSpec(CURVES.get(bits)));
                    return generator.generateKeyPair();
                }
                case "rsa" -> {
                    var generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(bits);
                    return generator.generateKeyPair();
                }
                case "ed25519" -> {
                    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                }
                default ->
                    throw Refusal.badRequest(
                            "role key type \"any\" not allowed for issuing certificates, only signing");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key of type " + type, e);
        }
    }

    /** Refuses a request's key that is not of this kind or too short. */
    void check(PublicKey key) {
        if (type.equals("any")) {
            return;
        }
        var found = of(key);
        if (!found.type.equals(type)) {
            throw Refusal.badRequest("role requires keys of type " + type);
        }
        if (found.bits < bits) {
            throw Refusal.badRequest(
                    "role requires a minimum of a " + bits + "-bit key, but CSR's key is " + found.bits + " bits");
        }
    }

    static KeyKind of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new KeyKind("rsa", rsa.getModulus().bitLength());
        }
        if (key instanceof ECPublicKey ec) {
            return new KeyKind("ec", ec.getParams().getOrder().bitLength());
        }
        return new KeyKind("ed25519", 0);
    }

    static String signatureAlgorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
    }

    /** The form that OpenSSL calls traditional: {@code EC PRIVATE KEY} with its curve, {@code RSA PRIVATE KEY}. */
    static String traditionalPem(PrivateKey key) {
        var info = PrivateKeyInfo.getInstance(key.getEncoded());
        try {
            if (key instanceof ECPrivateKey ec) {
                var curve = info.getPrivateKeyAlgorithm().getParameters();
                int bits = ec.getParams().getOrder().bitLength();
                var sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(bits, ec.getS(), curve);
                return Pem.block("EC PRIVATE KEY", sec1.getEncoded()).strip();
            }
            if (key instanceof RSAPrivateKey) {
                return Pem.block(
                                "RSA PRIVATE KEY",
                                info.parsePrivateKey().toASN1Primitive().getEncoded())
                        .strip();
            }
            return Pem.of(key).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
