/** The certificate authority of one local stack, and files that hold key material. */
@NullMarked
package io.proconsul.local.tls;

import org.jspecify.annotations.NullMarked;
