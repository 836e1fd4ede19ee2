/**
 * Structured logging, one JSON object a line. Personal data never reaches a log: callers pass ids,
 * and the listed keys are blanked should one slip through.
 */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Keys whose values are replaced in every log line (pino's redaction paths). */
export const redactedPaths = [
  'password',
  'name',
  'idNumber',
  'phone',
  'photo',
  'token',
  'cookie',
  'totp',
  'passcode',
  '*.password',
  '*.name',
  '*.idNumber',
  '*.phone',
  '*.photo',
  '*.token',
  '*.cookie',
  '*.totp',
  '*.passcode',
]

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
