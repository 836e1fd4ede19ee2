interface Missed {
  readonly seq: number
  readonly finding: 'beyond' | 'differs'
}

/** What a seat was shown and the journal does not have, in the words that desk, record and the seat's own line share. */
export const headWords = (who: string, { seq, finding }: Missed): string =>
  finding === 'beyond'
    ? `${who}见过第 ${seq} 条记录，接管时备机没有`
    : `${who}见过第 ${seq} 条记录，现在的记录与之不符`
