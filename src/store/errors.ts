export type StoreErrorCode =
  /** The address names no engine that this program has. */
  | 'store_address'
  /** The file is damaged, or is no database. */
  | 'store_corrupt'
  /** The database belongs to another program. */
  | 'store_foreign'
  /** A newer version of this program has migrated the database. */
  | 'store_newer'
  /** The file or its folder can't be created, read or written. */
  | 'store_not_writable'
  /** Another process holds the database locked. */
  | 'store_busy'
  /** No database server answers at the address. */
  | 'store_unreachable'
  /** The server refuses the login, or has no such database. */
  | 'store_refused'
  /** The server is older than what is tested. */
  | 'store_too_old'
  /** Anything else that kept the database from opening; the cause is attached. */
  | 'store_failed';

/**
 * The store can't be used. The message is one line that says what is wrong and how to mend it; nothing
 * was overwritten. Whoever starts the program prints it and exits.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
