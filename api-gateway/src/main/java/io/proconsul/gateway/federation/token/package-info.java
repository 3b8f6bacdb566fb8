/** Federation tokens: how a primary proves to the gateway that another cluster may join it. */
@NullMarked
package io.proconsul.gateway.federation.token;

import org.jspecify.annotations.NullMarked;
