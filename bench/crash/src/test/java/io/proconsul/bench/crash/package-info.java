@NullMarked
package io.proconsul.bench.crash;

import org.jspecify.annotations.NullMarked;
