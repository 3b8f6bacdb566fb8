@NullMarked
package io.proconsul.bench.load;

import org.jspecify.annotations.NullMarked;
