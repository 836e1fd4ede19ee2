/** What is counted when the bags of a room go out. */
export interface PaperCount {
  readonly envelopes: number
  readonly papers: number
  readonly spares: number
  /** Answer sheets that carry answers when they come back. */
  readonly sheets: number
  /** Answer sheets nobody wrote on, those of absent candidates among them; 0 when going out. */
  readonly blankSheets: number
  readonly scratch: number
}

export interface SpareUse {
  readonly by: string
  readonly count: number
}

export interface PaperAccount {
  readonly out: PaperCount
  readonly in: PaperCount
  readonly spares: readonly SpareUse[]
  /** Candidates seated in the room, and how many of them did not come. */
  readonly seated: number
  readonly absent: number
}

export interface PaperGap {
  readonly title: string
  readonly expected: number
  readonly found: number
}

const sum = (uses: readonly SpareUse[]): number => uses.reduce((total, { count }) => total + count, 0)

/**
 * SDS-4.4-44: what came back against what went out. A spare that was used comes back as a paper; the answered sheets are
 * as many as candidates came.
 */
export const paperGaps = (
  { out, in: back, spares, seated, absent }: PaperAccount,
  own: string,
): PaperGap[] => {
  const usedOwn = sum(spares.filter(({ by }) => by === own))
  const lines: readonly PaperGap[] = [
    { title: '试卷袋', expected: out.envelopes, found: back.envelopes },
    { title: '试卷', expected: out.papers + sum(spares), found: back.papers },
    { title: '备用卷', expected: out.spares - usedOwn, found: back.spares },
    { title: '答题卡', expected: out.sheets, found: back.sheets + back.blankSheets },
    { title: '已答答题卡', expected: seated - absent, found: back.sheets },
    { title: '草稿纸', expected: out.scratch, found: back.scratch },
  ]
  return lines.filter(({ expected, found }) => expected !== found)
}

/** 试卷应收 30，实收 29 */
export const gapText = (gaps: readonly PaperGap[]): string =>
  gaps.map(({ title, expected, found }) => `${title}应收 ${expected}，实收 ${found}`).join('；')
