-- What scripts/load-service lets wrk send: one prepared request after the other, each once, and what came of them as JSON on the last line.
-- A line of a file is a method, a path, headers as name=value joined by "|", and a body, with tabs between.
--   wrk … -s load-requests.lua URL -- FILE [MILLISECONDS between two requests of a connection]
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
  thread:set("place", #threads)
end

function init(arguments)
  requests, at, statuses, pause = {}, 0, {}, tonumber(arguments[2] or 0)
  for line in io.lines(arguments[1] .. "." .. place) do
    local method, path, fields, body = line:match("^(.-)\t(.-)\t(.-)\t(.*)$")
    local headers = {}
    for name, value in fields:gmatch("([^=|]+)=([^|]*)") do headers[name] = value end
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  at = at + 1
  -- wrk asks for more than it sends: what is left over is the first one again, and counts as what it is.
  return requests[(at - 1) % #requests + 1]
end

function delay() return pause end

function response(status) statuses[status] = (statuses[status] or 0) + 1 end

function done(summary, latency)
  local answered = {}
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("statuses")) do answered[status] = (answered[status] or 0) + count end
  end
  local parts = {}
  for status, count in pairs(answered) do parts[#parts + 1] = string.format('"%d": %d', status, count) end
  local errors = summary.errors
  print(string.format(
    '{"requests": %d, "seconds": %.3f, "p50": %.3f, "p99": %.3f, "max": %.3f, "failed": %d, "statuses": {%s}}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.connect + errors.read + errors.write + errors.timeout, table.concat(parts, ", ")))
end
