/** How a service reaches Azure: its identity, its connections, and where its tokens may go. */
@NullMarked
package io.proconsul.azure;

import org.jspecify.annotations.NullMarked;
