/** Whole minutes since a result was due; null while it is not. */
export const overdueMinutes = (endsAt: Date, now: Date, dueMinutes: number): number | null => {
  const minutes = Math.floor((now.getTime() - endsAt.getTime()) / 60_000) - dueMinutes
  return minutes > 0 ? minutes : null
}
