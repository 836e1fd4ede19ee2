import { existsSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { seatFiles } from './apps/exam-room/offline/seat-files.ts'
import { builtPages } from './apps/pages.ts'

const root = import.meta.dirname

/** One page for each portal and exam-room screen that exists; each is served under its own address. */
const input = Object.fromEntries(
  builtPages
    .map(({ name, folder }) => [name, path.join(root, folder, 'index.html')] as const)
    .filter(([, file]) => existsSync(file)),
)

export default defineConfig({
  root,
  plugins: [react(), seatFiles()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // sm-crypto-v2 asks for it where there is no Web Crypto to draw from; pages only hash with it.
      external: ['crypto'],
      // The worker behind the examiner's pad is asked for by its name, not by a hash.
      input: { ...input, 'pad-worker': path.join(root, 'apps/portals/staff/pad.worker.ts') },
      output: {
        entryFileNames: ({ name }) =>
          name === 'pad-worker' ? 'apps/portals/staff/pad-worker.js' : 'assets/[name]-[hash].js',
        codeSplitting: {
          groups: [
            // antd stands alone, so that only the pages which import it ever load it.
            {
              name: 'antd',
              test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs)[\\/]/,
              priority: 2,
            },
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/,
              priority: 3,
            },
          ],
        },
      },
    },
  },
})
