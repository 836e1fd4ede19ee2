// `npx jiangheng COMMAND`: the operator's command line.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { verifyAudit } from '#platform/audit/verify.ts'
import { backup, restore } from '#platform/backup/backup.ts'
import { startEmbedded } from '#platform/db/launcher.ts'
import type { Logger } from '#platform/log/log.ts'
import { buildWeb } from '../../scripts/build-web.ts'
import { type Config, readConfig } from './config.ts'
import { openClock } from './demo-clock.ts'
import { examine } from './doctor.ts'
import { openStore, startServer } from './main.ts'
import { runRoomProgram } from './room-program.ts'
import { seedDemo } from './seed/seed.ts'
import { openServices } from './services.ts'
import { readToken } from './verify-token.ts'

const usage = `用法：npx jiangheng 命令 [选项]

  serve              启动服务（正式环境；拒绝被拨动过的业务时钟）
  demo               启动演示省：启动内置数据库、写入演示数据、打印地址和账号
  room               启动考场服务器（考点的普通电脑，不需要数据库）
                     --data 目录 --port 端口 --host 地址 --name 名称
                     --centre 中心地址 --camera 监控截图地址
  migrate            将数据库升级到当前版本
  seed               写入演示数据（已有则不变）
  doctor             检查字体、数据库、磁盘、时钟、工作日历
  verify             校验审计链、事实与全部受审计记录
  verify-token 内容 [密钥文件]
                     离线核验证书二维码的内容
  backup  目录       备份数据库到目录（blobs 目录另行复制）
  restore 目录       从备份目录恢复到空数据库

环境变量：PORT HOST PUBLIC_URL JIANGHENG_DATA DATABASE_URL BLOB_URL`

const log: Logger = {
  info: (fields, message) => console.log(JSON.stringify({ level: 'info', message, ...fields })),
  warn: (fields, message) => console.warn(JSON.stringify({ level: 'warn', message, ...fields })),
  error: (fields, message) => console.error(JSON.stringify({ level: 'error', message, ...fields })),
}

/** Ends cleanly on Ctrl-C and on a service manager's stop. */
const untilStopped = (stop: () => Promise<void>) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

const serve = async (config: Config) => {
  await buildWeb()
  const server = await startServer(config, log)
  untilStopped(server.stop)
  console.log(`匠衡已启动：${server.address}`)
}

const demo = async (config: Config) => {
  await buildWeb()
  const server = await startServer(config, log)
  untilStopped(server.stop)
  const accounts = await seedDemo(server, config)
  console.log(`\n匠衡演示省已启动：${server.address}\n`)
  console.log('演示账号（均为虚构；登录页可直接点选，需要动态口令的岗位会显示当前口令）：')
  for (const { roleTitle, login, password, organisationName } of accounts) {
    console.log(
      `  ${roleTitle.padEnd(10, '　')} ${login.padEnd(18)} ${password.padEnd(18)} ${organisationName}`,
    )
  }
  console.log('\n按 Ctrl-C 停止。')
}

const withStore = async <T>(
  config: Config,
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
): Promise<T> => {
  const store = await openStore(config)
  try {
    return await work(store)
  } finally {
    await store.release()
  }
}

const verify = (config: Config) =>
  withStore(config, async ({ connection }) => {
    const { chains, entries, facts, rows, findings } = await verifyAudit(connection)
    console.log(`审计链 ${chains} 条，记录 ${entries} 条，事实 ${facts} 条，受审计数据 ${rows} 行。`)
    for (const { where, detail } of findings) console.log(`✖ ${where}：${detail}`)
    console.log(findings.length === 0 ? '✔ 全部一致。' : `发现 ${findings.length} 处不一致。`)
    if (findings.length > 0) process.exitCode = 1
  })

const doctor = (config: Config) =>
  withStore(config, async ({ connection }) => {
    const clock = await openClock(connection, 'demo')
    const services = openServices(config, { clock, log })
    const findings = await examine({ connection, services, dataFolder: config.dataFolder })
    for (const { subject, healthy, detail } of findings)
      console.log(`${healthy ? '✔' : '✖'} ${subject}：${detail}`)
    await services.press.close()
    if (findings.some(({ healthy }) => !healthy)) process.exitCode = 1
  })

const databaseUrl = async (config: Config): Promise<{ url: string; stop: () => Promise<void> }> => {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, stop: async () => {} }
  const { url, adopted, stop } = await startEmbedded(config.dataFolder)
  // A server that was already running belongs to someone else; it is left running.
  return { url, stop: adopted ? async () => {} : stop }
}

const copy = async (config: Config, folder: string | undefined, direction: 'backup' | 'restore') => {
  if (folder === undefined) throw new Error(`请给出目录：npx jiangheng ${direction} 目录`)
  const { url, stop } = await databaseUrl(config)
  try {
    const { tables } =
      direction === 'backup'
        ? await backup(url, path.resolve(folder), new Date())
        : await restore(url, path.resolve(folder))
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`${direction === 'backup' ? '已备份' : '已恢复'} ${tables.length} 张表，${rows} 行。`)
  } finally {
    await stop()
  }
}

const room = async (args: readonly string[]) => {
  await buildWeb()
  const program = await runRoomProgram(args)
  untilStopped(program.stop)
  console.log(`考场服务器已启动：${program.address}，管理页 ${program.operatorPage}`)
  for (const notice of program.notices) console.log(notice)
}

const run = async () => {
  if (process.argv[2] === 'room') return room(process.argv.slice(3))
  const { positionals } = parseArgs({ allowPositionals: true })
  const [name, argument] = positionals
  const config = readConfig(process.env, name === 'serve' ? 'production' : 'demo')
  mkdirSync(config.dataFolder, { recursive: true })
  const commands: Readonly<Record<string, () => Promise<unknown>>> = {
    serve: () => serve(config),
    demo: () => demo(config),
    migrate: () => withStore(config, async () => console.log('数据库已是最新版本。')),
    seed: async () => {
      const server = await startServer({ ...config, port: 0 }, log)
      await seedDemo(server, config)
      await server.stop()
      console.log('演示数据已就绪。')
    },
    doctor: () => doctor(config),
    verify: () => verify(config),
    'verify-token': async () => {
      const { authentic, words } = readToken({ text: argument, keyFile: positionals[2] }, config.dataFolder)
      console.log(words)
      if (!authentic) process.exitCode = 1
    },
    backup: () => copy(config, argument, 'backup'),
    restore: () => copy(config, argument, 'restore'),
  }
  const command = name === undefined ? undefined : commands[name]
  if (!command) {
    console.log(usage)
    process.exitCode = name === undefined ? 0 : 2
    return
  }
  await command()
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
