/** One passed candidate as put before the authority; the personal number itself stays encrypted in its own place. */
export interface SnapshotRow {
  readonly applicationId: string
  readonly personId: string
  readonly name: string
  readonly nameKey: string
  readonly documentType: string
  readonly documentMasked: string
  /** Keyed index of the number, hexadecimal: a changed number changes the hash of the snapshot. */
  readonly documentIndex: string
  readonly employer: string
  readonly occupationCode: string
  readonly occupationName: string
  readonly trade: string
  readonly level: number
  readonly photoFileId: string | null
  readonly unprintable: string
  readonly theory: number | null
  readonly practical: number | null
  readonly review: number | null
}

/** The order in which numbers are given: by occupation, trade and level (lowest first), then by name. */
export const inNumberOrder = (rows: readonly SnapshotRow[]): readonly SnapshotRow[] => {
  const keyOf = (row: SnapshotRow) =>
    [row.occupationCode, row.trade, 9 - row.level, row.nameKey, row.applicationId].join('\u0000')
  return rows
    .map((row) => [keyOf(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, row]) => row)
}
