package io.proconsul.worker.cert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long certificates live and who signs a cluster's authority. Times to live are Vault's: 72h, 30m. */
@ConfigMapping(prefix = "proconsul.cert")
public interface CertificateConfig {

    /** The PKI mount that signs each cluster's authority. Not pki, under which the clusters' own mounts lie. */
    @WithDefault("pki-root")
    String rootMount();

    /** Of a cluster's authority; shorter than what is left of the root's. */
    @WithDefault("43800h")
    String authorityTtl();

    /** Of a server certificate. Renewed at half of it, so that an outage of the other half costs nothing. */
    @WithDefault("72h")
    String serverTtl();

    /** The most that anyone may ask of the role for servers. */
    @WithDefault("168h")
    String serverMaxTtl();
}
