# Serves the folder "page" beside this file at http://localhost:PORT/, to this machine only.
param([int]$Port)
$ErrorActionPreference = 'Stop'
$folder = Split-Path -Parent $MyInvocation.MyCommand.Path
$page = [IO.Path]::GetFullPath((Join-Path $folder 'page'))
$headers = Get-Content (Join-Path $folder 'headers.txt') | Where-Object { $_ } | ForEach-Object { , ($_ -split ': ', 2) }
$types = @{
  '.css' = 'text/css'; '.html' = 'text/html; charset=utf-8'; '.js' = 'text/javascript'; '.json' = 'application/json'
  '.mjs' = 'text/javascript'; '.svg' = 'image/svg+xml'; '.wasm' = 'application/wasm'; '.webmanifest' = 'application/manifest+json'
}
$listener = New-Object Net.HttpListener
# "localhost" needs no administrator, and listens on this machine only.
$listener.Prefixes.Add("http://localhost:$Port/")
try { $listener.Start() } catch {
  Write-Host "Port $Port is taken: close what uses it, perhaps another Dissensus, and start again. ($($_.Exception.Message))"
  exit 1
}
Write-Host "Dissensus is at http://localhost:$Port/ until this window is closed."
Start-Process "http://localhost:$Port/"
while ($listener.IsListening) {
  $context = $listener.GetContext()
  $response = $context.Response
  try {
    foreach ($header in $headers) { $response.Headers.Set($header[0], $header[1]) }
    $path = [Uri]::UnescapeDataString($context.Request.Url.AbsolutePath)
    if ($path.EndsWith('/')) { $path += 'index.html' }
    $file = [IO.Path]::GetFullPath((Join-Path $page $path.TrimStart('/')))
    if ($context.Request.HttpMethod -notin 'GET', 'HEAD') { $response.StatusCode = 405 }
    elseif (-not $file.StartsWith($page + [IO.Path]::DirectorySeparatorChar) -or -not [IO.File]::Exists($file)) { $response.StatusCode = 404 }
    else {
      $type = $types[[IO.Path]::GetExtension($file)]
      $response.ContentType = if ($type) { $type } else { 'application/octet-stream' }
      $bytes = [IO.File]::ReadAllBytes($file)
      $response.ContentLength64 = $bytes.Length
      if ($context.Request.HttpMethod -eq 'GET') { $response.OutputStream.Write($bytes, 0, $bytes.Length) }
    }
  } catch { } finally { try { $response.Close() } catch { } }
}
