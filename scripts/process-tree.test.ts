import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { descendantsOf, killBelow } from './process-tree.ts'

test('a test file that hangs is ended with everything it began, so that its output is closed', async () => {
  const shell = spawn('sh', ['-c', 'sh -c "echo up; sleep 600; true"; true'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(shell.stdout, 'data')
  const below = descendantsOf(process.pid)
  assert.ok(below.includes(shell.pid!))
  assert.ok(descendantsOf(shell.pid!).length >= 1, 'the shell has a child of its own')
  const closed = once(shell, 'close')
  assert.ok(killBelow(process.pid) >= 3)
  await closed
  assert.equal(shell.signalCode, 'SIGKILL')
})
