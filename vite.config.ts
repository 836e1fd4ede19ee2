import { existsSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Every page of the product; one is built as soon as its index.html exists. */
const pages = [
  'apps/exam-room/seat',
  'apps/exam-room/invigilator',
  'apps/portals/public',
  'apps/portals/candidate',
  'apps/portals/organisation',
  'apps/portals/authority',
  'apps/portals/staff',
]

const root = import.meta.dirname

export default defineConfig({
  root,
  base: '/',
  plugins: [react()],
  build: {
    outDir: path.join(root, 'dist/web'),
    emptyOutDir: true,
    rolldownOptions: {
      input: pages.map((page) => path.join(root, page, 'index.html')).filter((page) => existsSync(page)),
    },
  },
})
