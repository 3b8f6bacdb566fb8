/** Tests of what the services are told. */
@NullMarked
package io.proconsul.local.stack.service;

import org.jspecify.annotations.NullMarked;
