package io.proconsul.worker.cert;

import io.proconsul.wire.ClusterRef;
import io.proconsul.worker.ClusterNames;
import io.proconsul.worker.Dependencies;
import io.proconsul.worker.Dependency;
import io.quarkus.vault.VaultPKISecretEngine;
import io.quarkus.vault.VaultPKISecretEngineFactory;
import io.quarkus.vault.VaultSystemBackendEngine;
import io.quarkus.vault.client.VaultClientException;
import io.quarkus.vault.pki.CertificateData;
import io.quarkus.vault.pki.CertificateKeyType;
import io.quarkus.vault.pki.GenerateCertificateOptions;
import io.quarkus.vault.pki.GenerateIntermediateCSROptions;
import io.quarkus.vault.pki.GeneratedCertificate;
import io.quarkus.vault.pki.PrivateKeyEncoding;
import io.quarkus.vault.pki.RoleOptions;
import io.quarkus.vault.pki.SignIntermediateCAOptions;
import io.quarkus.vault.sys.EnableEngineOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities of clusters: a Vault PKI mount each, an intermediate of the installation's root.
 *
 * <p>A cluster trusts its own authority and nothing above it, for every cluster's servers carry the same kind of name:
 * were the root trusted, one cluster's server would pass as another's.
 */
@Singleton
class CertificateAuthorities {

    private static final int KEY_BITS = 256;
    private static final String LOOPBACK = "127.0.0.1";

    private final VaultSystemBackendEngine system;
    private final VaultPKISecretEngineFactory engines;
    private final CertificateConfig config;
    private final Dependency vault;

    CertificateAuthorities(
            VaultSystemBackendEngine system,
            VaultPKISecretEngineFactory engines,
            CertificateConfig config,
            Dependencies dependencies) {
        this.system = system;
        this.engines = engines;
        this.config = config;
        this.vault = dependencies.named("vault");
    }

    /** The cluster's authority, made if it is missing, and the role for its servers. */
    CertificateData ensure(ClusterRef cluster) {
        return vault.get(() -> {
            var names = ClusterNames.of(cluster);
            mount(names);
            var engine = engines.engine(names.pkiMount());
            var authority = current(engine).orElseGet(() -> sign(engine, names));
            engine.updateRole(names.pkiRole(), serverRole(cluster, names));
            return authority;
        });
    }

    /**
     * The authority of another cluster, with a role in it for this one's servers; empty if there is none. All of a
     * federation have certificates of one authority, so that its servers trust each other and nobody else's.
     */
    Optional<CertificateData> enrol(ClusterRef cluster, ClusterRef issuer) {
        return vault.get(() -> {
            var mount = ClusterNames.of(issuer).pkiMount();
            if (!system.isEngineMounted(mount)) {
                return Optional.empty();
            }
            var engine = engines.engine(mount);
            var names = ClusterNames.of(cluster);
            engine.updateRole(names.pkiRoleOfSecondary(), serverRole(cluster, names));
            return current(engine);
        });
    }

    /** Takes the role away. False if there was none. */
    boolean leave(ClusterRef cluster, ClusterRef issuer) {
        return vault.get(() -> {
            var mount = ClusterNames.of(issuer).pkiMount();
            var role = ClusterNames.of(cluster).pkiRoleOfSecondary();
            if (!system.isEngineMounted(mount)
                    || !engines.engine(mount).getRoles().contains(role)) {
                return false;
            }
            engines.engine(mount).deleteRole(role);
            return true;
        });
    }

    /** Removes the authority with all its keys. False if there was none. */
    boolean destroy(ClusterRef cluster) {
        return vault.get(() -> {
            var mount = ClusterNames.of(cluster).pkiMount();
            var existed = system.isEngineMounted(mount);
            if (existed) {
                system.disable(mount);
            }
            return existed;
        });
    }

    /**
     * A new certificate for one server, with the key that Vault made for it and did not keep.
     *
     * @param issuer the cluster whose authority it is of; null for its own
     */
    GeneratedCertificate issue(ClusterRef cluster, int server, @Nullable ClusterRef issuer) {
        var names = ClusterNames.of(cluster);
        var mount = issuer == null ? names.pkiMount() : ClusterNames.of(issuer).pkiMount();
        var role = issuer == null ? names.pkiRole() : names.pkiRoleOfSecondary();
        var wish = new GenerateCertificateOptions()
                .setSubjectCommonName(serverName(cluster))
                .setSubjectAlternativeNames(List.of("localhost", names.node(server)))
                .setIpSubjectAlternativeNames(List.of(LOOPBACK))
                .setTimeToLive(config.serverTtl())
                .setPrivateKeyEncoding(PrivateKeyEncoding.PKCS8);
        return vault.get(() -> engines.engine(mount).generateCertificate(role, wish));
    }

    private void mount(ClusterNames names) {
        if (!system.isEngineMounted(names.pkiMount())) {
            system.enable(
                    "pki",
                    names.pkiMount(),
                    "Certificate authority of Consul cluster " + names.shortId(),
                    new EnableEngineOptions()
                            .setDefaultLeaseTimeToLive(config.serverTtl())
                            .setMaxLeaseTimeToLive(config.authorityTtl()));
        }
    }

    private static Optional<CertificateData> current(VaultPKISecretEngine engine) {
        try {
            return Optional.ofNullable(engine.getCertificateAuthority());
        } catch (VaultClientException e) {
            if (e.getStatus() != null && (e.getStatus() == 404 || e.hasErrorContaining("issuer"))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private CertificateData sign(VaultPKISecretEngine engine, ClusterNames names) {
        var subject = "Consul CA " + names.shortId();
        var request = engine.generateIntermediateCSR(new GenerateIntermediateCSROptions()
                .setSubjectCommonName(subject)
                .setKeyType(CertificateKeyType.EC)
                .setKeyBits(KEY_BITS));
        var signed = engines.engine(config.rootMount())
                .signIntermediateCA(
                        (String) request.csr.getData(),
                        new SignIntermediateCAOptions()
                                .setSubjectCommonName(subject)
                                .setTimeToLive(config.authorityTtl())
                                .setMaxPathLength(0));
        engine.setSignedIntermediateCA((String) signed.certificate.getData());
        return signed.certificate;
    }

    private RoleOptions serverRole(ClusterRef cluster, ClusterNames names) {
        return new RoleOptions()
                .setAllowedDomains(List.of(serverName(cluster), names.shortId() + "-*"))
                .setAllowBareDomains(true)
                .setAllowGlobsInAllowedDomains(true)
                .setAllowSubdomains(false)
                .setAllowAnyName(false)
                .setAllowLocalhost(true)
                .setAllowIpSubjectAlternativeNames(true)
                .setServerFlag(true)
                .setClientFlag(true)
                .setKeyType(CertificateKeyType.EC)
                .setKeyBits(KEY_BITS)
                .setTimeToLive(config.serverTtl())
                .setMaxTimeToLive(config.serverMaxTtl())
                .setNoStore(true)
                .setGenerateLease(false);
    }

    private static String serverName(ClusterRef cluster) {
        return "server." + cluster.getDatacenter() + ".consul";
    }
}
