import type { IncidentAct } from '#modules/delivery/incident/core/incident-act.ts'
import type { IncidentsView } from '#modules/delivery/incident/core/incident-view.ts'

/** What the screens of incidents need of the room they stand in. */
export interface IncidentDesk {
  readonly view: IncidentsView
  /** The room's time. */
  readonly now: string
  readonly seats: readonly { readonly seat: string; readonly name: string }[]
  /** At the centre whoever is logged in signs for himself; in a room everybody has a passcode of his own. */
  readonly signing: 'passcode' | 'login'
  /** True when it was done; a refusal is shown. */
  readonly order: (act: IncidentAct) => Promise<boolean>
  /** Signs a candidate in with a certificate of the police; left out where nobody is signed in here. */
  readonly admit?: (entry: {
    readonly seat: string
    readonly number: string
    readonly issuer: string
  }) => Promise<boolean>
}
