// A server of an exam room in a process of its own, for tests that kill it: arguments as of `npx jiangheng room`.
import { runRoomProgram } from '../room-program.ts'

const program = await runRoomProgram(process.argv.slice(2))
process.once('SIGTERM', () => {
  program.stop().then(() => process.exit(0))
})
for (const notice of program.notices) console.log(notice)
console.log(`ready ${program.operatorPage}`)
