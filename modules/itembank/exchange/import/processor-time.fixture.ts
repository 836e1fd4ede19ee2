/** Processor time since `began`, in milliseconds: what the reading itself takes, whatever else the machine does. */
export const milliseconds = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(began)
  return Math.round((user + system) / 1000)
}
