package io.proconsul.azure;

import java.net.URI;

/**
 * Which Resource Manager is spoken to.
 *
 * @param setting what the endpoint is called in the configuration, for errors
 * @param endpoint HTTPS; the only host that ever gets a token for it
 * @param audience of that token
 * @param authority where tokens come from
 */
public record ArmSettings(String setting, URI endpoint, String audience, URI authority) {}
