@NullMarked
package io.proconsul.worker.infra.network;

import org.jspecify.annotations.NullMarked;
