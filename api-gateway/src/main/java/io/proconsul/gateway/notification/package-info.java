/** What Azure tells about managed applications. */
@NullMarked
package io.proconsul.gateway.notification;

import org.jspecify.annotations.NullMarked;
