import type { RecordSigner } from '#modules/policy/core/exam-parameters.ts'

/** How the document in the candidate's hand was compared with the roster. */
export type ComparedBy = 'eye' | 'reader' | 'last-six'

/** What the candidate was let in with. */
export interface Passed {
  readonly ticket: boolean
  readonly document: string
  readonly compared: ComparedBy
}

/** What the people on duty do around the paper: of the sitting as a whole. */
export interface DaySittingEvents {
  /** Said in the room and shown on its machines; `id` of the rules, or of its own where the desk wrote it. */
  announced: { readonly id: string; readonly text: string }
  /** SDS-4.4-02, SDE-4.6-01: the sitting is held elsewhere than arranged. */
  'place-changed': { readonly place: string; readonly reason: string }
  /** SDS-4.4-28: the chief's word on a note, by the number of its entry. */
  'note-decided': { readonly note: number; readonly decision: string }
  /** HN-3.1.1-19: somebody signs the record as it stands up to this entry. */
  'record-signed': { readonly person: string; readonly role: RecordSigner; readonly upTo: number }
}

/** … and of one seat. */
export interface DaySeatEvents {
  /** HN-2.3.4-22: compared with ticket and photograph while he sits. */
  'identity-checked': Readonly<Record<string, never>>
}
