/** A part of the report while it is put together: the same fields, and they may still be written. */
export type Unfinished<T> = T extends readonly unknown[] | object
  ? { -readonly [Key in keyof T]: Unfinished<T[Key]> }
  : T;
