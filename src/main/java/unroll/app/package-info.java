/** The commands: what a person types. Nothing else imports this package. */
package unroll.app;
