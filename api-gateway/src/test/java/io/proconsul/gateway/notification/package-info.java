/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.notification;

import org.jspecify.annotations.NullMarked;
