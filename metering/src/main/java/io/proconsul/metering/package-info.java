/** What was used: events of clusters in, hours of use out. */
@NullMarked
package io.proconsul.metering;

import org.jspecify.annotations.NullMarked;
