/** Line icons, 16 units; they always stand beside a word, so they are hidden from screen readers. */
const paths = {
  check: 'M3 8.5l3.2 3.2L13 5',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.8V8l2.2 1.6',
  progress: 'M8 2a6 6 0 1 0 6 6M8 5v3h3',
  cross: 'M4 4l8 8M12 4l-8 8',
  ring: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3',
  book: 'M3 3h4a1.5 1.5 0 0 1 1 .6A1.5 1.5 0 0 1 9 3h4v9.5H9.2a1.6 1.6 0 0 0-1.2.6 1.6 1.6 0 0 0-1.2-.6H3zM8 3.8v9',
  warning: 'M8 2.2L14.3 13H1.7zM8 6.2v3.2M8 11.2v.3',
  download: 'M8 2.5v7.2M5 7l3 3 3-3M3 13h10',
  upload: 'M8 10V2.8M5 5.6l3-3 3 3M3 13h10',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3M6 8.5h4M6 11h4',
  right: 'M6 3.5L10.5 8 6 12.5',
  left: 'M10 3.5L5.5 8 10 12.5',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4M10.2 10.2L13.5 13.5',
  person: 'M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4M2.8 13.5c.5-2.7 2.5-4 5.2-4s4.7 1.3 5.2 4',
  home: 'M2.5 7.5L8 2.8l5.5 4.7M4 6.5V13h8V6.5',
  print: 'M4.5 6V2.5h7V6M4.5 11H2.5V6h11v5h-2M4.5 9.5h7v4h-7z',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  shield: 'M8 2l5 1.8V8c0 3-2 5-5 6-3-1-5-3-5-6V3.8z',
  speak: 'M2.5 3h11v7.5H8L5 13.2v-2.7H2.5z',
  building: 'M3 13.5V3h6v10.5M9 6.5h4v7M1.5 13.5h13M5 5.5h2M5 8h2M5 10.5h2',
  list: 'M5.5 4H13M5.5 8H13M5.5 12H13M2.8 4h.3M2.8 8h.3M2.8 12h.3',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
)
