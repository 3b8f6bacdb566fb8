/** What a managed application has used, and what it costs. */
@NullMarked
package io.proconsul.gateway.billing;

import org.jspecify.annotations.NullMarked;
