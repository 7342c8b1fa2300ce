@echo off
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0serve.ps1" -Port @PORT@
if errorlevel 1 pause
