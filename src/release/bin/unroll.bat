@echo off
rem Starts Unroll from the folder it was unpacked to. Needs a JDK (17 or later) and nothing else.
setlocal
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" "-Dunroll.command=%~0" -jar "%~dp0..\unroll.jar" %*
exit /b %ERRORLEVEL%
