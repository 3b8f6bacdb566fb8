@NullMarked
package io.proconsul.worker.infra.configuration;

import org.jspecify.annotations.NullMarked;
