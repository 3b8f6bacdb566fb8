/** The instance metadata service: what a virtual machine learns about itself, and its identities' tokens. */
@NullMarked
package io.proconsul.local.azure.imds;

import org.jspecify.annotations.NullMarked;
