import type { PGlite } from '@electric-sql/pglite';

/** What is used of the WebAssembly module; the package does not export this type. */
interface MainLoop {
  _PostgresMainLoopOnce(): void;
}

/** The status with which the engine leaves its main loop after a statement failed: handled by the package. */
const STATEMENT_FAILED = 100;

/**
 * Calls `end` when the engine breaks down: a stack or memory that ran out, a fatal error. The package would call the
 * broken engine again and again without end.
 */
export function endOnTrap(engine: PGlite, end: (cause: unknown) => never): void {
  const module = engine.Module as unknown as MainLoop;
  const step = module._PostgresMainLoopOnce.bind(module);
  module._PostgresMainLoopOnce = () => {
    try {
      step();
    } catch (cause) {
      if ((cause as { status?: number }).status !== STATEMENT_FAILED) end(cause);
      throw cause;
    }
  };
}
