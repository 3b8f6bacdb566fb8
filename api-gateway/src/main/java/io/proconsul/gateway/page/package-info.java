/** Lists that are given out page by page (RPC-043 to RPC-045). */
@NullMarked
package io.proconsul.gateway.page;

import org.jspecify.annotations.NullMarked;
