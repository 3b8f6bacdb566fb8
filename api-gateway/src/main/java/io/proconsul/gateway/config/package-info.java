/** What an operator can set. */
@NullMarked
package io.proconsul.gateway.config;

import org.jspecify.annotations.NullMarked;
