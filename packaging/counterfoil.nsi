; The installer for Windows, of a folder that PyInstaller has made there with counterfoil.spec:
;   makensis -WX -DVERSION=0.1.0 -DFOLDER=../dist/counterfoil packaging/counterfoil.nsi
; Paths are seen from the folder of this file.
; -WX makes a warning an error. docs/packaging.md says what of it was tried where.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
!include MUI2.nsh
!include x64.nsh

!define NAME Counterfoil
!searchparse /file ../core/about.py 'PUBLISHER = "' PUBLISHER '"'
!define PLACE "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!ifndef OUT
  !define OUT "../dist/counterfoil-${VERSION}-setup.exe"
!endif

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\${NAME}"
InstallDirRegKey HKLM "${PLACE}" InstallLocation
RequestExecutionLevel admin
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "The gift card desk of a shop"
VIAddVersionKey LegalCopyright "2026 ${PUBLISHER}, MIT licence"

!define MUI_ICON "counterfoil.ico"
!define MUI_UNICON "counterfoil.ico"
!insertmacro MUI_PAGE_LICENSE "../LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE German

Section
  SetRegView 64
  SetShellVarContext all
  ; What an older version has left and this one lacks must not stay. A till's own folder is elsewhere.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\counterfoil.exe"
  WriteRegStr HKLM "${PLACE}" DisplayName "${NAME}"
  WriteRegStr HKLM "${PLACE}" DisplayVersion "${VERSION}"
  WriteRegStr HKLM "${PLACE}" DisplayIcon "$INSTDIR\counterfoil.exe"
  WriteRegStr HKLM "${PLACE}" Publisher "${PUBLISHER}"
  WriteRegStr HKLM "${PLACE}" InstallLocation "$INSTDIR"
  WriteRegStr HKLM "${PLACE}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${PLACE}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${PLACE}" NoModify 1
  WriteRegDWORD HKLM "${PLACE}" NoRepair 1
SectionEnd

Section Uninstall
  SetRegView 64
  SetShellVarContext all
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\counterfoil.exe"
  Delete "$INSTDIR\counterfoil-desk.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKLM "${PLACE}"
SectionEnd
