export type IncidentSeverity = 'ordinary' | 'major' | 'serious'

/** Who puts a name under an incident: those on duty by their passcode, the person concerned before a witness. */
export type SignerRole = 'chief' | 'invigilator' | 'subject'

/**
 * What is done about an incident in the room (HN-3.1.6). Incidents are numbered from 1 in each sitting; what a step
 * asks for stands in the procedures, what was written down stands here, so that the journal needs no other book.
 */
export interface IncidentEvents {
  /** HN-2.5-07: this person has read the incident rules. */
  'incident-rules-read': { readonly book: string }
  'incident-opened': {
    readonly incident: number
    readonly type: string
    readonly branch: string
    readonly seats: readonly string[]
    readonly text: string
    /** What the procedure asks for at the beginning, by field. */
    readonly fields: { readonly [field: string]: string }
    /** When it began, ISO 8601; lost time is counted from here. */
    readonly since: string
    readonly severity: IncidentSeverity
    /** Nobody leaves the room while it is open. */
    readonly locksExit: boolean
    /** The chief is called and has to say that he has heard. */
    readonly alertsChief: boolean
    /** Whose signatures it needs before the paper may be opened (HN-3.1.6-07). */
    readonly beforeOpening: readonly SignerRole[]
    /** What remains to be done after the sitting, with the score held; '' = nothing. */
    readonly followUp: string
  }
  'incident-step': {
    readonly incident: number
    readonly step: string
    readonly fields: { readonly [field: string]: string }
  }
  'incident-signed': { readonly incident: number; readonly as: SignerRole; readonly name: string }
  'incident-reported': { readonly incident: number; readonly to: string; readonly text: string }
  'incident-answered': { readonly incident: number; readonly by: string; readonly text: string }
  'incident-acknowledged': { readonly incident: number }
  'incident-closed': {
    readonly incident: number
    readonly decision: string
    readonly effect: string
    /** HN-2.3.4-24: what those on duty propose about the candidates. */
    readonly proposal?: string
  }
  /** The end of the whole room moves (HN-3.1.6-08, -09). */
  'room-extended': { readonly incident: number; readonly seconds: number; readonly reason: string }
  /** The correct text of an item, for every seat (HN-3.1.6-12, -13). */
  'correction-announced': { readonly incident: number; readonly item: string; readonly text: string }
  /** Papers that took the place of others (HN-3.1.6-09); `left` of the room's own spares after it. */
  'spare-used': {
    readonly incident: number
    readonly source: string
    readonly count: number
    readonly left: number
  }
  'evidence-seized': {
    readonly incident: number
    readonly article: string
    readonly taker: string
    readonly keeper: string
  }
  /** `piece` is the number of the entry that seized it. */
  'evidence-moved': { readonly piece: number; readonly to: 'keeper' | 'owner'; readonly person: string }
  /** Time that cannot be made good today: these candidates are to sit again. */
  'resit-proposed': {
    readonly incident: number
    readonly seats: readonly string[]
    readonly reason: string
  }
}
