/** A stand-in for HashiCorp Vault: token and AppRole login, policies, transit and PKI, sealed at rest. */
@NullMarked
package io.proconsul.local.vault;

import org.jspecify.annotations.NullMarked;
