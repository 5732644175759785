package io.golambda.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Provides a {@link LambdaTester} in a test that does not use all auto-configurations,
 * such as a slice: <pre>
 * &#64;JsonTest
 * &#64;AutoConfigureLambdaTester
 * &#64;Import(ColorsFunction.class)
 * class ColorsFunctionTests {
 *
 * 	&#64;Autowired
 * 	LambdaTester lambda;
 *
 * }
 * </pre> A {@code @SpringBootTest} with {@code @EnableAutoConfiguration} does not need
 * it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureLambdaTester {

}
