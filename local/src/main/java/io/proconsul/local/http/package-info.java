/** The HTTP edge that all stand-ins share: one handler in, ledger and fault script around it. */
@NullMarked
package io.proconsul.local.http;

import org.jspecify.annotations.NullMarked;
