export interface Action {
  action: string
  title: string
  enabled: boolean
}

export const actionsOf = (open: readonly { readonly action: string; readonly title: string }[]): Action[] =>
  open.map(({ action, title }) => ({ action, title, enabled: true }))
