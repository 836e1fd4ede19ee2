export interface Page {
  readonly name: string
  /** Folder of its index.html, from the repository root. */
  readonly folder: string
  /** Address it is served under; ends with a slash. */
  readonly address: string
  /** Styles injected by antd need `unsafe-inline`; pages without antd do without. */
  readonly inlineStyles: boolean
  /** Files beside the page that the build makes, served below its address. */
  readonly files: readonly string[]
  /** What it calls on the computer it runs on. */
  readonly callsLocal?: readonly string[]
}

const portal = (name: string, address: string, inlineStyles: boolean): Page => ({
  name,
  folder: `apps/portals/${name}`,
  address,
  inlineStyles,
  files: [],
})

const room = (name: string, files: readonly string[] = []): Page => ({
  name: `room-${name}`,
  folder: `apps/exam-room/${name}`,
  address: `/room/${name}/`,
  inlineStyles: false,
  files,
})

const seat = room('seat', ['worker.js', 'manifest.webmanifest', 'icon.svg'])
const operator = room('operator')

/** What a server of an exam room serves; the operator's page is its own alone. */
export const nodePages: readonly Page[] = [seat, room('invigilator'), operator]

/** What the server of the centre serves. */
export const pages: readonly Page[] = [
  portal('candidate', '/candidate/', false),
  portal('organisation', '/organisation/', true),
  portal('authority', '/authority/', true),
  portal('staff', '/staff/', true),
  seat,
  // docs/formats/id-reader.md
  { ...room('invigilator'), callsLocal: ['http://127.0.0.1:17017'] },
  portal('public', '/', false),
]

/** Every page of the product: what the build makes. */
export const builtPages: readonly Page[] = [...pages, operator]
